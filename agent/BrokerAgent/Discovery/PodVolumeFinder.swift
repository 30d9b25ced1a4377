/// Finds where volumes of pods are mounted on the node, in mountinfo: the kernel's own table, which asks no disk.
struct PodVolumeFinder {
  private let podsFolder: String
  private let mounts: [Mount]

  /// Reads the mounts below the folder of pods.
  ///
  /// - Parameter podsFolder: Where the agent sees it.
  init(podsFolder: String, mountTable: String = "/proc/self/mountinfo") {
    var found: [Mount] = []
    MountLines.read(mountTable) { mount in
      if mount.point.hasPrefix(podsFolder + "/") { found.append(mount) }
    }
    self.podsFolder = podsFolder
    mounts = found
  }

  /// Where the agent sees the volumes of a pod.
  ///
  /// - Returns: The folders that were found, and the volumes that were not.
  func find(_ volumes: [PodVolume], of uid: String) -> (paths: PodPaths, missing: [PodVolume]) {
    let folder = "\(podsFolder)/\(uid)/volumes"
    var folders: [PodPaths.Folder] = []
    var missing: [PodVolume] = []
    for volume in volumes {
      switch volume.source {
      case .folder(let path): folders.append(PodPaths.Folder(pod: volume.mountPath, agent: "\(folder)/\(path)"))
      case .device(let device, let root):
        let mount = mounts.last { $0.device == device && $0.root == root && $0.point.hasPrefix(folder + "/") }
        if let mount {
          folders.append(PodPaths.Folder(pod: volume.mountPath, agent: mount.point))
        } else {
          missing.append(volume)
        }
      }
    }
    return (PodPaths(folders: folders), missing)
  }
}
