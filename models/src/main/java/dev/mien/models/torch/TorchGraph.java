package dev.mien.models.torch;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The networks that are described here, under their names in a profile. */
public enum TorchGraph {
    @JsonProperty("mini-fasnet")
    MINI_FASNET
}
