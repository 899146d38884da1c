/** Uploads, read in memory and nowhere else: no temporary file is ever made of what a browser sends. */
package dev.mien.platform.multipart;
