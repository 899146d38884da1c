/**
 * The only door: who may come in, from where, how often. One package for each capability; each route says with which
 * credential it is entered ({@code admission}), and a route that says nothing lets nobody in.
 *
 * <p>Never here: pixels, templates, PINs, or a decision about a face.
 */
package dev.mien.gateway;
