package dev.mien.index.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

/** The one ONNX Runtime environment of the process, made at first use: it must not exist when a native image is built. */
final class OnnxEnvironment {
    private OnnxEnvironment() {}

    static OrtEnvironment get() {
        return Holder.ENVIRONMENT;
    }

    /** One thread a run: measured, two threads make no single run faster, and requests run beside each other. */
    static SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return options;
    }

    private static final class Holder {
        private static final OrtEnvironment ENVIRONMENT = open();

        private static OrtEnvironment open() {
            OrtEnvironment environment = OrtEnvironment.getEnvironment("mien");
            try {
                environment.setTelemetry(false);
            } catch (OrtException impossible) {
                throw new InferenceException("telemetry could not be switched off", impossible);
            }
            return environment;
        }
    }
}
