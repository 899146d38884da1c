/**
 * Model profiles as far as obtaining their files goes: YAML comes in, checked records go out. How the models are used
 * (sizes, colours, alignment, thresholds) is read by the services themselves and never looked at here.
 */
package dev.mien.models.profile;
