package dev.mien.gateway.admin;

import java.util.List;

/** An application's keys, ended ones included, in the order of their creation. */
public record KeyList(List<KeyView> items) {
    public KeyList {
        items = List.copyOf(items);
    }
}
