/**
 * Reports on how well the installed profiles do on somebody's own labelled photos. In: folders of photos with
 * labels. Out: pages of Markdown with pictures, in a folder that the command names. Nothing of a service runs, and
 * nothing of a face is written: figures and counts alone.
 */
package dev.mien.index.report;
