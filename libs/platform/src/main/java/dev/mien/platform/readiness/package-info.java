/** Gates that are shut until a service may answer: they make it unready, and refuse what comes nevertheless. */
package dev.mien.platform.readiness;
