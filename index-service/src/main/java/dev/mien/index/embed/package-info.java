/**
 * From an aligned face to a template. In: a picture and where the face lies in it. Out: an {@link
 * dev.mien.index.embed.Embedding}, which does not exist outside index-service.
 *
 * <p>Never here: whom it resembles.
 */
package dev.mien.index.embed;
