/**
 * The kernel, by JNA direct mapping: descriptors, sockets, epoll, errors. The packages below it hold the spec of a container
 * ({@code spec}), the client of the native runner ({@code runner}), the control groups ({@code cgroup}) and the system-call
 * filter ({@code seccomp}).
 */
package dev.gantry.linux;
