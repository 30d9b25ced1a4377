import KafkaResources
import KubernetesObjects

/// The ConfigMaps with what the JMX exporter shows of brokers and of Cruise Control.
struct JMXExporterConfigMaps {
  /// The key of the configuration, and the name of the file that the exporter reads.
  static let key = "config.yaml"

  /// What it shows of Cruise Control where the manifest does not say it: everything, under its own names.
  private static let cruiseControlConfig = "lowercaseOutputName: true\n"

  let context: RenderingContext

  /// That of brokers.
  var kafka: ConfigMap {
    configMap(
      context.names.kafkaJMXExporter, labels: context.labels.kafkaJMXExporter,
      context.spec.monitoringConfig.kafkaJMXExporterConfig ?? KafkaJMXExporterConfig.text)
  }

  /// That of Cruise Control.
  var cruiseControl: ConfigMap {
    configMap(
      context.names.cruiseControlJMXExporter, labels: context.labels.cruiseControlJMXExporter,
      context.spec.monitoringConfig.cCJMXExporterConfig ?? Self.cruiseControlConfig)
  }

  private func configMap(_ name: String, labels: [String: String], _ text: String) -> ConfigMap {
    ConfigMap(metadata: context.metadata(name, labels: labels), data: [Self.key: text])
  }
}
