package dev.mien.gateway.origin;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.platform.problem.Refusal;
import java.util.List;

/** Looks at the {@code Origin} header. Nothing else says where a page is from. */
public final class Origins {
    private Origins() {}

    /**
     * @param headers the values of every {@code Origin} header
     * @return the one origin
     * @throws Refusal EMPTY_ORIGIN when there is none, FORBIDDDEN_ORIGIN when there are several
     */
    public static String one(List<String> headers) {
        if (headers == null || headers.isEmpty() || headers.stream().allMatch(String::isBlank)) {
            throw Refusal.of(Code.EMPTY_ORIGIN);
        }
        if (headers.size() > 1) {
            throw Refusal.of(Code.FORBIDDDEN_ORIGIN);
        }
        return headers.getFirst();
    }

    public static boolean permitted(String origin, Policy policy) {
        return policy.origins().stream().anyMatch(rule -> new OriginRule(rule).permits(origin));
    }
}
