/// What an Envoy does before it stops: it fails its health checks, so that load balancers and Kubernetes send nobody any
/// more, and waits until its clients have left.
///
/// Clients of Kafka stay for as long as they work, so the wait has an end. It needs bash in the image, as Envoy's own
/// image has it; without it Envoy stops at once.
enum EnvoyDrain {
  /// Seconds in which load balancers and nodes notice that it is leaving: three looks of 5 s.
  static let shortestWait = 15
  /// Seconds after which the clients that are left are cut off. Those that are idle leave after 9 minutes
  /// (`connections.max.idle.ms` of Kafka's clients), those that work never: what is gained is that not all come back at
  /// once when a Kubernetes node is drained, for which 5 minutes are granted.
  static let longestWait = 285
  /// Seconds until Kubernetes kills it: the wait, and as much for Envoy's own end as a Pod has for nothing.
  static let gracePeriod = longestWait + 15

  /// The command, for an Envoy whose admin port is this one.
  static func command(adminPort: UInt16) -> [String] {
    ["bash", "-c", script, "drain", String(adminPort), String(shortestWait), String(longestWait)]
  }

  /// `ask METHOD PATH` prints the body of the answer, which Envoy sends in chunks. `connections` prints how many
  /// connections the listeners of Kafka have.
  private static let script = """
    set -u
    export LC_ALL=C
    port=$1 shortest=$2 longest=$3
    ask() {
      local line size piece
      exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
      printf '%s %s HTTP/1.1\\r\\nhost: localhost\\r\\ncontent-length: 0\\r\\nconnection: close\\r\\n\\r\\n' "$1" "$2" >&3
      while IFS= read -r line <&3 && [ -n "${line%$'\\r'}" ]; do :; done
      while read -r size <&3; do
        size=$((16#${size%$'\\r'}))
        [ "$size" -gt 0 ] || break
        IFS= read -r -N "$size" piece <&3
        printf '%s' "$piece"
        read -r line <&3
      done
      exec 3>&-
    }
    connections() {
      local line sum=0
      while IFS= read -r line; do
        case $line in
          *'"health"'* | *'"admin-window"'*) ;;
          envoy_listener_downstream_cx_active*) sum=$((sum + ${line##* })) ;;
        esac
      done < <(ask GET '/stats/prometheus?filter=listener.*downstream_cx_active'; echo)
      echo "$sum"
    }
    ask POST /healthcheck/fail >/dev/null || exit 0
    sleep "$shortest"
    while [ "$SECONDS" -lt "$longest" ] && [ "$(connections)" -gt 0 ]; do sleep 1; done
    """
}
