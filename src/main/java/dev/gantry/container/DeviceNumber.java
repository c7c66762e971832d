package dev.gantry.container;

/** Takes a device's number apart, as makedev(3) puts it together. */
final class DeviceNumber {

    private DeviceNumber() {}

    static int major(long number) {
        return (int) (number >>> 8 & 0xfff | number >>> 32 & ~0xfffL);
    }

    static int minor(long number) {
        return (int) (number & 0xff | number >>> 12 & ~0xffL);
    }
}
