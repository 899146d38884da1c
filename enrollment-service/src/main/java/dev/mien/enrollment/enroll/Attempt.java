package dev.mien.enrollment.enroll;

import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.multipart.Upload;

/**
 * One request to enroll.
 *
 * @param context the gateway's word for it
 * @param jws the same, signed: what it is passed on as
 * @param upload its frames and its request
 * @param partsDigest what a repeated request is known by
 */
record Attempt(RequestContext context, String jws, Upload upload, EnrollRequest request, byte[] partsDigest) {
    static Attempt of(RequestContext context, String jws, Upload upload) {
        return new Attempt(context, jws, upload, EnrollRequest.parse(upload.request()), upload.digest());
    }

    @Override
    public String toString() {
        return "Attempt[" + context.jti() + "]";
    }
}
