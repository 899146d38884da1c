package dev.mien.contracts.index;

/**
 * What of a face seems to be covered; null where the model profile cannot tell.
 *
 * @param mouth mouth and nose
 * @param eye one eye or both
 * @param darkGlasses the eyes, by glasses
 */
public record FaceOcclusion(Boolean mouth, Boolean eye, Boolean darkGlasses) {}
