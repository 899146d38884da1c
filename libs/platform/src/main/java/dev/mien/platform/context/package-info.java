/** The request context: signed by the gateway, checked by everybody who acts on it. */
package dev.mien.platform.context;
