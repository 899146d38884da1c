package dev.mien.deletion.support;

import dev.mien.testing.kafka.KafkaResource;
import dev.mien.testing.keys.KeysResource;
import dev.mien.testing.oidc.OidcResource;
import dev.mien.testing.postgres.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What deletion-service needs around it: real PostgreSQL, Kafka and OIDC, and an enrollment-service that tests steer. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(OidcResource.class)
@WithTestResource(KeysResource.class)
@WithTestResource(EnrollmentStub.class)
public @interface DeletionStack {}
