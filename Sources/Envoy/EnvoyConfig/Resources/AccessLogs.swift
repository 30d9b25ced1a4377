import EnvoyAPI
import Protobuf

/// The access log of Kafka connections: JSON lines on standard output, one when a connection ends and one now and then
/// while it is open.
enum AccessLogs {
  /// Name and command operator of every field. What is empty is left out of the line.
  private static let fields: [(name: String, format: String)] = [
    ("start_time", "%START_TIME%"),
    ("type", "%ACCESS_LOG_TYPE%"),
    ("chain", "%FILTER_CHAIN_NAME%"),
    ("duration_ms", "%DURATION%"),
    ("connection_id", "%CONNECTION_ID%"),
    ("client", "%DOWNSTREAM_REMOTE_ADDRESS%"),
    ("peer", "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%"),
    ("listener", "%DOWNSTREAM_LOCAL_ADDRESS%"),
    ("cluster", "%UPSTREAM_CLUSTER%"),
    ("broker", "%UPSTREAM_HOST%"),
    ("upstream_local", "%UPSTREAM_LOCAL_ADDRESS%"),
    ("connect_attempts", "%UPSTREAM_REQUEST_ATTEMPT_COUNT%"),
    ("bytes_received", "%BYTES_RECEIVED%"),
    ("bytes_sent", "%BYTES_SENT%"),
    ("flags", "%RESPONSE_FLAGS%"),
    ("termination", "%CONNECTION_TERMINATION_DETAILS%"),
    ("upstream_failure", "%UPSTREAM_TRANSPORT_FAILURE_REASON%"),
  ]

  static var tcp: AccessLog {
    var line = ProtobufStruct()
    for (name, format) in fields { line.fields[name] = ProtobufValue(.string(format)) }
    let log = StdoutAccessLog {
      $0.accessLogFormat = .logFormat(
        SubstitutionFormatString {
          $0.format = .jsonFormat(line)
          $0.omitEmptyValues = true
        })
    }
    return AccessLog {
      $0.name = "envoy.access_loggers.stdout"
      $0.configType = .typedConfig(ProtobufAny(packing: log))
    }
  }
}
