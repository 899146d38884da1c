/**
 * Pictures of a backend: what is on one, and whether two show one person. In: a profile's name and pictures. Out:
 * answers of the internal API. Never here: an application's index, a template that anybody keeps, or a write of any
 * kind.
 */
package dev.mien.index.photo;
