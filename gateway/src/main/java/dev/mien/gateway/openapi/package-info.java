/**
 * What the OpenAPI document ({@code /openapi}) says of every route alike: with which credential it is entered, and what
 * an error looks like. What one route does, takes and answers stands at its resource.
 *
 * <p>In: the document as the resources make it, when the application is built. Out: the same, completed. Never here: anything
 * that runs while requests are answered.
 */
package dev.mien.gateway.openapi;
