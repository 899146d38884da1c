/** The engine on a real PostgreSQL and a played AWS. */
package dev.mien.index.rekognition;
