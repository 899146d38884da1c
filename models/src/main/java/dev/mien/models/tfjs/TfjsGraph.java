package dev.mien.models.tfjs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The networks that are described here, under their names in a profile. */
public enum TfjsGraph {
    @JsonProperty("dlib-resnet")
    DLIB_RESNET,
    @JsonProperty("tiny-xception-age-gender")
    TINY_XCEPTION_AGE_GENDER
}
