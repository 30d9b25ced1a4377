import JSON
import KubernetesObjects
import Testing
