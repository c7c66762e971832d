package dev.gantry.container;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A stored container; config, args and start_trace are JSON. */
@Entity
@Table(name = "container")
public class ContainerRow extends PanacheEntityBase {

    @Id
    public String id;
    public String name;
    public String image;
    public String config;
    public String args;
    @Column(name = "created_nano")
    public long createdNano;
    public int run;
    public String status;
    @Column(name = "exit_code")
    public int exitCode;
    @Column(name = "oom_killed")
    public boolean oomKilled;
    public String error;
    @Column(name = "started_nano")
    public Long startedNano;
    @Column(name = "finished_nano")
    public Long finishedNano;
    @Column(name = "restart_count")
    public int restartCount;
    @Column(name = "stopped_by_user")
    public boolean stoppedByUser;
    @Column(name = "start_trace")
    public String startTrace;
}
