/** Transactions on the service's own database: plain SQL on virtual threads, isolation said at each. */
package dev.mien.platform.sql;
