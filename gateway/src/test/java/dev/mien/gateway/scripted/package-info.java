/** What the gateway's tests share: the services behind it, scripted; a clock to turn; a world of applications and sessions. */
package dev.mien.gateway.scripted;
