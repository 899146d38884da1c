/**
 * Gets upstream files. In comes a source of a profile, out goes a file on disk whose hash is the one that the source
 * names; nothing that has another hash ever leaves here. No address of a registry stands here: packages come by
 * the machine's own npm client, as it is configured.
 */
package dev.mien.models.fetch;
