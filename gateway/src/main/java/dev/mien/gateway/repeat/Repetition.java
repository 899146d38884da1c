package dev.mien.gateway.repeat;

import jakarta.enterprise.context.RequestScoped;

/** Whether this request has happened before, for calls whose answer is made anew each time. */
@RequestScoped
public class Repetition {
    private byte[] call;
    private boolean again;
    private boolean anew;

    /** Whether the call has happened: nothing is to be done but to answer. */
    public boolean again() {
        return again;
    }

    /** The answer is about a person: it is not kept, and whoever asks again hears what is true by then. */
    public void isAnsweredAnew() {
        anew = true;
    }

    boolean anew() {
        return anew;
    }

    void happened() {
        again = true;
    }

    void begins(byte[] id) {
        call = id;
    }

    /** The call that is to be noted, once; null when there is none. */
    byte[] ends() {
        byte[] ended = call;
        call = null;
        return ended;
    }
}
