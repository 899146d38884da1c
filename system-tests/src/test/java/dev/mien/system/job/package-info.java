/** The main job from outside: enrolling, recognizing, erasing real faces. */
package dev.mien.system.job;
