/** The internal API of enrollment-service: the life of each Facial ID, as other services ask about it. */
package dev.mien.contracts.enrollment;
