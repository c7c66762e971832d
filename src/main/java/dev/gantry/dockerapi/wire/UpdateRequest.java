package dev.gantry.dockerapi.wire;

/** The body of ContainerUpdate: limits and the restart policy. */
public final class UpdateRequest extends Resources {
    public HostConfig.RestartPolicyEntry restartPolicy;
}
