/**
 * The neighbours of the service under test, and how tests speak to it: index- and deletion-service over HTTP by script,
 * the gateway's door, a clock and Facial IDs that a test decides, a subscriber of Kafka.
 */
package dev.mien.enrollment.peers;
