import EnvoyAPI

/// The statistics that Envoy keeps. A broker's listener and cluster have 141; with hundreds of brokers most of them are
/// memory and scrape time for nothing (how long connections last is in the access log). `/healthcheck` itself reads
/// `membership_healthy` and `membership_total`: they have to stay.
enum StatisticsFilter {
  private static let prefixes = [
    "server.", "cluster_manager.", "listener_manager.", "control_plane.", "overload.", "tcp.", "main_thread.", "sds.",
    "tls_inspector.",
  ]

  /// Ends of the names of `cluster.…` and `listener.…`.
  private static let suffixes = [
    // connections to brokers
    ".upstream_cx_total", ".upstream_cx_active", ".upstream_cx_connect_fail", ".upstream_cx_connect_timeout",
    ".upstream_cx_connect_ms", ".upstream_cx_destroy_local", ".upstream_cx_destroy_remote",
    ".upstream_cx_overflow", ".upstream_cx_none_healthy", ".upstream_cx_pool_overflow", ".upstream_cx_rx_bytes_total",
    ".upstream_cx_tx_bytes_total", ".upstream_rq_pending_overflow",
    // their endpoints
    ".membership_total", ".membership_healthy", ".membership_change", ".update_success", ".update_rejected",
    ".update_empty", ".update_no_rebuild", ".init_fetch_timeout", ".assignment_stale", ".assignment_use_cached",
    ".lb_healthy_panic", ".outlier_detection.ejections_active", ".outlier_detection.ejections_enforced_total",
    // connections of clients
    ".downstream_cx_total", ".downstream_cx_active", ".downstream_cx_destroy",
    ".downstream_cx_overflow", ".downstream_cx_overload_reject", ".downstream_global_cx_overflow",
    ".downstream_listener_filter_error", ".downstream_pre_cx_timeout", ".no_filter_chain_match",
    // TLS to the control plane, and of clients where it ends here
    ".ssl.connection_error", ".ssl.handshake", ".ssl.session_reused", ".ssl.fail_verify_error", ".ssl.fail_verify_san",
    ".ssl.versions.TLSv1.2", ".ssl.versions.TLSv1.3", ".expiration_unix_time_seconds",
    ".downstream_cx_transport_socket_connect_timeout",
    // certificates by SDS
    ".ssl_context_update_by_sds", ".upstream_context_secrets_not_ready", ".downstream_context_secrets_not_ready",
    // what the health listener answered
    ".downstream_rq_2xx", ".downstream_rq_5xx",
  ]

  static var matcher: StatsMatcher {
    StatsMatcher {
      var list = ListStringMatcher()
      for prefix in prefixes { list.patterns.append(StringMatcher { $0.matchPattern = .prefix(prefix) }) }
      for suffix in suffixes { list.patterns.append(StringMatcher { $0.matchPattern = .suffix(suffix) }) }
      $0.statsMatcher = .inclusionList(list)
    }
  }
}
