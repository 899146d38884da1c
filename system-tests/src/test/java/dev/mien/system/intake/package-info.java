/** What comes in: good and bad pictures and requests, and that none of it touches a disk. */
package dev.mien.system.intake;
