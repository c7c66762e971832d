package dev.gantry.linux.cgroup;

/**
 * Processor time in microseconds a period: {@code quota} 0 for what is there, -1 for no limit; {@code period} 0 for the kernel's.
 */
record CpuBandwidth(long quota, long period) {
    private static final long PERIOD = 100_000;
    private static final long NANO = 1_000_000_000L;

    static CpuBandwidth of(Resources resources) {
        if (resources.nanoCpus() > 0) {
            return new CpuBandwidth(resources.nanoCpus() * PERIOD / NANO, PERIOD);
        }
        return new CpuBandwidth(resources.cpuQuota(), resources.cpuPeriod());
    }

    /** The value of cpu.max of cgroup v2. */
    String v2() {
        String time = quota > 0 ? Long.toString(quota) : "max";
        return time + " " + (period > 0 ? period : PERIOD);
    }
}
