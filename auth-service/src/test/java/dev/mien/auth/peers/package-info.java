/** The services around auth-service, played by the test over real HTTP; and what a test says and sees through the door. */
package dev.mien.auth.peers;
