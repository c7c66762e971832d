/** What a container sees of the network: its sandbox and the files hosts, hostname and resolv.conf. */
package dev.gantry.network;
