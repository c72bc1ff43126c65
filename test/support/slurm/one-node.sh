#!/usr/bin/env bash
# A real Slurm of one node on the loopback interface, for tests, as root on Debian:
#   one-node.sh start DIR    brings it up in seconds; where CI is set, from Debian's packages if need be
#   one-node.sh stop DIR     ends what `start` started
# After start: export SLURM_CONF=DIR/slurm.conf, then sbatch, squeue and scontrol work. Jobs in the
# partition `urgent` preempt those in `debug`, which are queued again.
# Exit 77: it cannot be had here, so that a test can be counted as skipped; the last line says why.
set -euo pipefail
command=${1:?start or stop}
dir=${2:?a directory}
export SLURM_CONF=$dir/slurm.conf
unavailable() { echo "$1"; exit 77; }

install_packages() {
  # Nobody expects tests to install daemons on the machine they work at.
  [ -n "${CI:-}" ] || unavailable 'Slurm is not installed, and packages are only installed where CI is set'
  command -v apt-get >/dev/null || unavailable 'Slurm is not installed, and there is no apt-get'
  export DEBIAN_FRONTEND=noninteractive
  timeout 120 apt-get update -qq >/dev/null 2>&1 || unavailable 'Slurm is not installed, and no package list can be had'
  timeout 240 apt-get install -y -qq --no-install-recommends slurmctld slurmd slurm-client munge >/dev/null 2>&1 ||
    unavailable 'Slurm is not installed, and its packages cannot be had'
}

start() {
  [ "$(id -u)" = 0 ] || unavailable 'bringing up Slurm needs root'
  { command -v slurmctld && command -v slurmd && command -v sbatch && command -v munged; } >/dev/null || install_packages
  mkdir -p "$dir"/{state,spool,log}
  local host memory
  host=$(hostname -s)
  memory=$(slurmd -C | grep -o 'RealMemory=[0-9]*') || unavailable 'slurmd does not know this machine'
  cat > "$SLURM_CONF" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1,bf_interval=1
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
MinJobAge=300
ReturnToService=2
MpiDefault=none
SlurmctldTimeout=30
SlurmdTimeout=60
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) $memory State=UNKNOWN
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
PartitionName=debug Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=urgent Nodes=ALL Default=NO MaxTime=INFINITE State=UP PriorityTier=10
CONF
  install -d -o munge -g munge -m 0755 /run/munge
  if ! munge -n </dev/null >/dev/null 2>&1; then
    setpriv --reuid=munge --regid=munge --clear-groups munged || unavailable 'munged does not start'
    touch "$dir/started-munged"
  fi
  slurmctld -f "$SLURM_CONF" || unavailable 'slurmctld does not start'
  for _ in $(seq 40); do scontrol ping 2>/dev/null | grep -q UP && break; sleep 0.25; done
  slurmd -f "$SLURM_CONF" || unavailable 'slurmd does not start'
  for _ in $(seq 80); do
    sinfo -h -o %t 2>/dev/null | grep -q idle && { sinfo -N -l; exit 0; }
    sleep 0.25
  done
  stop
  unavailable 'the node of Slurm did not become idle'
}

stop() {
  local daemon pid
  for daemon in slurmd slurmctld; do
    [ -f "$dir/$daemon.pid" ] || continue
    pid=$(cat "$dir/$daemon.pid")
    kill "$pid" 2>/dev/null || true
    # It still writes its state: whoever removes the directory must wait.
    for _ in $(seq 40); do kill -0 "$pid" 2>/dev/null || break; sleep 0.25; done
  done
  [ -f "$dir/started-munged" ] && kill "$(cat /run/munge/munged.pid)" 2>/dev/null || true
}

case $command in
start) start ;;
stop) stop ;;
*) echo 'start or stop'; exit 2 ;;
esac
