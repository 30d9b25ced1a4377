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

  /// The name that a client asked for.
  private static let nameFields: [(name: String, format: String)] = [("server_name", "%REQUESTED_SERVER_NAME%")]

  /// What the TLS handshake came to, where Envoy takes part in it.
  private static let handshakeFields: [(name: String, format: String)] = [
    ("tls_version", "%DOWNSTREAM_TLS_VERSION%"),
    ("tls_cipher", "%DOWNSTREAM_TLS_CIPHER%"),
    ("tls_failure", "%DOWNSTREAM_TRANSPORT_FAILURE_REASON%"),
  ]

  /// What is known of a connection that has no chain.
  private static let unmatchedFields: [(name: String, format: String)] = [
    ("start_time", "%START_TIME%"),
    ("type", "NoFilterChain"),
    ("client", "%DOWNSTREAM_REMOTE_ADDRESS%"),
    ("peer", "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%"),
    ("listener", "%DOWNSTREAM_LOCAL_ADDRESS%"),
    ("server_name", "%REQUESTED_SERVER_NAME%"),
    ("flags", "%RESPONSE_FLAGS%"),
  ]

  /// Of connections to a port of one broker, or of the bootstrap.
  static let tcp = log(fields)

  /// Of connections that are led by name.
  static let named = log(fields + nameFields)

  /// Of connections that are led by name and whose TLS ends here.
  static let terminated = log(fields + nameFields + handshakeFields)

  /// Of connections that are closed as they name no broker (NR: no chain was found).
  static var unmatched: AccessLog {
    var log = log(unmatchedFields)
    log.filter = AccessLogFilter {
      $0.filterSpecifier = .responseFlagFilter(ResponseFlagFilter { $0.flags = ["NR"] })
    }
    return log
  }

  private static func log(_ fields: [(name: String, format: String)]) -> AccessLog {
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
