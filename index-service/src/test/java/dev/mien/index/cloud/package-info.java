/**
 * Amazon Rekognition, played on loopback: its protocol (JSON 1.1), its public model, and the signatures of its callers,
 * all by code of our own that shares nothing with the SDK.
 */
package dev.mien.index.cloud;
