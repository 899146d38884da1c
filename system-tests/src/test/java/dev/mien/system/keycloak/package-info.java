/** The suite with Keycloak as its identity provider, set up by the realm that operators are given. */
package dev.mien.system.keycloak;
