/// The program that a Kafka container runs: it looks at the volumes, formats those that were never used, starts Kafka, and
/// passes its end on.
///
/// It is the same for every broker. It must never format a volume that is recorded as used, delete a quorum's state, or
/// start Kafka on a folder where no volume is mounted. `Tests/Peer/broker-start` holds it against real Kafka.
public enum StartScript {
  /// The exit status of a start that is refused (`EX_CONFIG` of sysexits.h): only a person can help.
  public static let refusalStatus = 78

  /// The script, for bash.
  public static let text = #"""
    #!/usr/bin/env bash
    # Starts Kafka on the volumes of its pod: `start.sh`. Before a pod is stopped: `start.sh drain SECONDS`.
    #
    # Beside it lie `broker-config`; `used-volumes`, the mount paths of volumes that this broker is known to have used and
    # that nobody declared lost; and `initial-controllers`, on a controller that a dynamic quorum begins with.
    # CLUSTER_ID is the id of the Kafka cluster, KAFKA_HOME the folder of Kafka. Where paths are not those of the KafkaCluster,
    # VOLUME_NAMES says what it calls the volumes: lines of PATH=MOUNTPATH.
    #
    # It formats only what was never used. It deletes no file of Kafka's, but for the remains of a format that was cut off.
    set -uo pipefail
    here=$(dirname "${BASH_SOURCE[0]}")
    kafka_home=${KAFKA_HOME:-/opt/kafka}
    exit_file=/var/run/wait/do-not-exit-yet

    if [ "${1:-}" = drain ]; then
      # While this waits, the broker serves and the access points learn that it leaves. SIGTERM follows, which Kafka answers
      # with a controlled shutdown.
      sleep "${2:-5}"
      exit 0
    fi

    say() {
      local text=$1 names=${VOLUME_NAMES:-} name
      while [ -n "$names" ]; do
        name=${names%%$'\n'*}
        text=${text//"${name%%=*}"/"${name#*=}"}
        names=${names#"$name"} names=${names#$'\n'}
      done
      printf 'koperator: %s\n' "$text" >&2
    }

    # --- The child: SIGTERM reaches whatever runs, a format or Kafka.
    child='' stopping=''
    trap 'stopping=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null' TERM INT

    # Runs a command, and returns its exit status once it has really ended.
    run() {
      "$@" &
      child=$!
      [ -z "$stopping" ] || kill -TERM "$child" 2>/dev/null
      while wait "$child"; status=$?; kill -0 "$child" 2>/dev/null; do :; done
      # A signal may have ended the wait just as the child ended: what the child left is still known then.
      wait "$child" 2>/dev/null
      left=$?
      [ "$left" -eq 127 ] || status=$left
      child=''
      return "$status"
    }

    # --- What the broker is, from its configuration.
    declare -A setting=()
    while IFS='=' read -r key value || [ -n "$key" ]; do
      case $key in
        node.id | broker.id | process.roles | log.dirs | log.dir | metadata.log.dir | controller.quorum.voters)
          setting[$key]=${value//\\/} ;;
      esac
    done <"$here/broker-config"
    id=${setting[node.id]:-${setting[broker.id]:-}}
    roles=${setting[process.roles]:-}
    cluster=${CLUSTER_ID:-}
    # Kafka separates them by commas and the blanks about those; a blank within a path belongs to it.
    directories=()
    rest=${setting[log.dirs]:-${setting[log.dir]:-/tmp/kafka-logs}},
    while [ -n "$rest" ]; do
      directory=${rest%%,*} rest=${rest#*,}
      directory=${directory#"${directory%%[![:space:]]*}"}
      directory=${directory%"${directory##*[![:space:]]}"}
      [ -z "$directory" ] || directories+=("$directory")
    done

    refusals=()
    refuse() { refusals+=("$1"); }
    stop_if_refused() {
      [ ${#refusals[@]} -gt 0 ] || return 0
      say "broker $id is not started, and nothing on its volumes was changed."
      for refusal in "${refusals[@]}"; do say "$refusal"; done
      exit 78
    }
    [ -n "$id" ] || refuse "$here/broker-config has neither node.id nor broker.id."
    stop_if_refused

    # The folder of the metadata log. It stays where it is when a disk is put before the one that holds it.
    holds_metadata() {
      local file
      for file in "$1"/__cluster_metadata-0/{quorum-state,*.log}; do [ ! -e "$file" ] || return 0; done
      return 1
    }
    all=("${directories[@]}")
    metadata=${setting[metadata.log.dir]:-}
    moved=() holders=()
    if [ -z "$roles" ]; then
      metadata=''
    elif [ -n "$metadata" ]; then
      for directory in "${directories[@]}"; do [ "$directory" != "$metadata" ] || holders=("$directory"); done
      [ ${#holders[@]} -gt 0 ] || all+=("$metadata")
    else
      metadata=${directories[0]}
      for directory in "${directories[@]}"; do ! holds_metadata "$directory" || holders+=("$directory"); done
      if [ ${#holders[@]} -gt 0 ] && ! holds_metadata "$metadata"; then
        [ ${#holders[@]} -eq 1 ] ||
          refuse "several volumes hold a metadata log: ${holders[*]}. Name the right one as metadata.log.dir in readOnlyConfig."
        metadata=${holders[0]}
        moved=(--override "metadata.log.dir=$metadata")
      fi
    fi

    # --- What is on the volumes.
    declare -A used=()
    if [ -f "$here/used-volumes" ]; then
      while IFS= read -r volume || [ -n "$volume" ]; do
        [ -z "$volume" ] || used[$volume/kafka]=yes
      done <"$here/used-volumes"
    fi

    # Where the volume of a folder is: a metadata log's own folder may be a volume's root.
    volume_of() {
      volume=${1%/*}
      [ "$1" != "${setting[metadata.log.dir]:-}" ] || [ ! -d "$1" ] || volume=$1
    }

    # Whether the names (one a line) that are in a folder are nothing but what a format that was cut off leaves.
    only_remains() {
      local directory=$1 names=$2$'\n' inner
      while [ -n "$names" ]; do
        case ${names%%$'\n'*} in
          '' | lost+found | .lock | bootstrap.checkpoint* | meta.properties.tmp) ;;
          __cluster_metadata-0)
            inner=$(ls -A -- "$directory/__cluster_metadata-0") || return 1
            inner+=$'\n'
            while [ -n "$inner" ]; do
              case ${inner%%$'\n'*} in '' | 00000000000000000000-0000000000.checkpoint*) ;; *) return 1 ;; esac
              inner=${inner#*$'\n'}
            done
            ;;
          meta.properties) [ ! -s "$directory/meta.properties" ] || return 1 ;;
          *) return 1 ;;
        esac
        names=${names#*$'\n'}
      done
    }

    fresh=() formatted=() failed=()
    inspect() {
      local directory=$1 volume names='' line found_id='' found_cluster=''
      local recorded=${used[$directory]:-}
      volume_of "$directory"
      if [ ! -d "$volume" ]; then
        refuse "$volume: no volume is mounted there. Mount it, or take it out of storageConfigs."
        return
      fi
      if ! ls -A -- "$volume" >/dev/null 2>&1 || { [ -e "$directory" ] && ! names=$(ls -A -- "$directory" 2>/dev/null); }; then
        if [ -n "$recorded" ]; then failed+=("$directory"); else
          refuse "$volume: the volume cannot be read. Repair the volume or its permissions (this runs as user $UID)."
        fi
        return
      fi
      if only_remains "$directory" "$names"; then
        if [ -n "$recorded" ]; then
          refuse "$volume: the volume is empty, but broker $id has used it: its data are gone, or it is another volume. Attach the volume that was there; or, where the data are lost for good, add $volume to lostVolumes of broker $id in the KafkaCluster: then it is formatted."
        elif [ ! -w "$volume" ] || { [ -e "$directory" ] && [ ! -w "$directory" ]; }; then
          refuse "$volume: the volume cannot be written. Repair it or its permissions (this runs as user $UID; podSecurityContext.fsGroup gives a volume to a group)."
        else
          fresh+=("$directory")
        fi
        return
      fi
      if [ -e "$directory/meta.properties" ]; then
        if ! { exec 3<"$directory/meta.properties"; } 2>/dev/null; then failed+=("$directory"); return; fi
        while IFS= read -r line <&3 || [ -n "$line" ]; do
          line=${line%$'\r'}
          case $line in
            node.id=* | broker.id=*) found_id=${line#*=} ;;
            cluster.id=*) found_cluster=${line#*=} ;;
          esac
        done
        exec 3<&-
      fi
      if [ -n "$roles" ] && { [ -z "$found_id" ] || [ -z "$found_cluster" ]; }; then
        refuse "$volume: there are data in $directory, but meta.properties does not say whose. Restore that file; or, where the data are worth nothing, empty the volume."
        return
      fi
      if [ -n "$found_id" ] && [ "$found_id" != "$id" ]; then
        refuse "$volume: the volume belongs to broker $found_id, not to broker $id. Attach the volume of broker $id."
      fi
      if [ -n "$found_cluster" ]; then
        [ -n "$cluster" ] || cluster=$found_cluster
        if [ "$found_cluster" != "$cluster" ]; then
          refuse "$volume: the volume belongs to the Kafka cluster $found_cluster, not to $cluster. Attach the volume of this cluster; or, where CLUSTER_ID is wrong, give the cluster's own."
        fi
      fi
      if [ -w "$directory" ]; then formatted+=("$directory"); else failed+=("$directory"); fi
    }
    for directory in "${all[@]}"; do inspect "$directory"; done

    # A disk that fails does not take the others of a broker with it, unless it holds the metadata log. What a controller
    # keeps there is its vote: where no other disk has the log, the one that fails may.
    for directory in ${failed[@]+"${failed[@]}"}; do
      volume_of "$directory"
      if [ ${#formatted[@]} -eq 0 ] || [ "$directory" = "$metadata" ]; then
        refuse "$volume: the volume cannot be read or written. Repair it or its permissions (this runs as user $UID)."
      else
        case ",$roles," in
          *,controller,*)
            holds_metadata "$metadata" ||
              refuse "$volume: the volume cannot be read or written, and no other one has the controller's metadata log. Repair the volume; or, where the data are lost for good, add $volume to lostVolumes of broker $id in the KafkaCluster." ;;
        esac
        say "$volume: the volume cannot be read or written; Kafka starts without it."
      fi
    done
    if [ -n "$roles" ] && [ ${#fresh[@]} -gt 0 ] && [ -z "$cluster" ]; then
      refuse "the id of the Kafka cluster is not known: set CLUSTER_ID (kafka-storage.sh random-uuid makes one)."
    fi
    stop_if_refused

    # --- Formatting. (Without KRaft, Kafka itself makes a folder ready that it finds empty.)
    if [ -n "$roles" ] && [ ${#fresh[@]} -gt 0 ]; then
      quorum=()
      case ",$roles," in
        *,controller,*)
          if [ -z "${setting[controller.quorum.voters]:-}" ]; then
            quorum=(--no-initial-controllers)
            case " ${fresh[*]} " in
              *" $metadata "*)
                [ ! -s "$here/initial-controllers" ] ||
                  quorum=(--initial-controllers "$(<"$here/initial-controllers")") ;;
            esac
          fi
          ;;
      esac
      for directory in "${fresh[@]}"; do
        volume_of "$directory"
        say "$volume: the volume was never used; it is formatted for broker $id of the cluster $cluster."
        rm -rf -- "$directory/__cluster_metadata-0" "$directory"/bootstrap.checkpoint* "$directory"/meta.properties*
      done
      # The settings of the broker's own Java process are not for this one: two of them cannot share a port.
      run env -u KAFKA_OPTS -u KAFKA_JMX_OPTS -u JMX_PORT -u KAFKA_JVM_PERFORMANCE_OPTS KAFKA_HEAP_OPTS=-Xmx256m \
        "$kafka_home/bin/kafka-storage.sh" format --ignore-formatted --cluster-id "$cluster" \
        --config <(cat "$here/broker-config"; printf '\n%s\n' "${moved[1]:-}") ${quorum[@]+"${quorum[@]}"}
      status=$?
      [ -z "$stopping" ] || exit 0
      if [ "$status" -ne 0 ]; then
        say "broker $id is not started: formatting failed with exit status $status."
        exit "$status"
      fi
    fi

    # --- A service mesh: nothing connects before its proxy does.
    if [ -n "${ENVOY_SIDECAR_STATUS:-}" ]; then
      for ((second = 0; second < 30; second++)); do
        answer=''
        if { exec 3<>/dev/tcp/127.0.0.1/15000; } 2>/dev/null; then
          printf 'GET /ready HTTP/1.0\r\n\r\n' >&3 && IFS= read -r -t 2 answer <&3
          exec 3>&-
        fi
        case $answer in *' 200 '*) break ;; esac
        [ -z "$stopping" ] || exit 0
        sleep 1
      done
    fi

    # --- Kafka. The exit status is its own; that of an end by SIGTERM means that all went well.
    [ -z "$stopping" ] || exit 0
    [ ! -d "${exit_file%/*}" ] || : 2>/dev/null >"$exit_file"
    run "$kafka_home/bin/kafka-server-start.sh" "$here/broker-config" ${moved[@]+"${moved[@]}"}
    status=$?
    rm -f -- "$exit_file" 2>/dev/null
    [ "$status" -ne 143 ] || status=0
    exit "$status"

    """#
}
