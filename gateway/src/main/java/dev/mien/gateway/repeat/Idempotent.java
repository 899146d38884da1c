package dev.mien.gateway.repeat;

import jakarta.interceptor.InterceptorBinding;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The call may come with an {@code Idempotency-Key}. Its body is JSON. Calls that repeat themselves harmlessly without
 * one do not need this: {@code docs/api.md} lists them, and a test holds the list to be complete.
 */
@NameBinding
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Idempotent {}
