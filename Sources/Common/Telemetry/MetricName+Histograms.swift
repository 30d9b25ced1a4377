/// Every histogram.
extension MetricName.Histogram {
  /// From publishing to the last acknowledgement.
  public static let convergence = Self(
    "xds_convergence_seconds", "From publishing a snapshot until every stream had acknowledged it.")
}
