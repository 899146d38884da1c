/**
 * Puts a profile's files into a folder, each whole or not at all, and only with the hash that the profile names. It
 * decides what is missing; how files are got and converted is done by the packages that it calls.
 */
package dev.mien.models.install;
