# The artifacts folder: what an offline site would carry. Binaries, images and manifests come from a source folder, the
# Debian packages from apt; sha256sums.txt covers every file.

bundle_source() {
  local at
  if [ -n "${LAB_BUNDLE_SOURCE:-}" ]; then
    [ -d "$LAB_BUNDLE_SOURCE" ] || die "LAB_BUNDLE_SOURCE $LAB_BUNDLE_SOURCE is no folder"
    echo "$LAB_BUNDLE_SOURCE"
    return
  fi
  for at in "$repo/../shared/lab/bundle" "$cache/fetched" "$cache/built"; do
    if [ -f "$at/sha256sums.txt" ]; then echo "$at"; return; fi
  done
  echo "no bundle yet: fetching upstream's files" >&2
  if "$here/fetch-bundle" "$cache/fetched" >&2 < /dev/null; then echo "$cache/fetched"; return; fi
  echo "cannot fetch: building it from Go modules (half an hour on two cores)" >&2
  LAB_BUNDLE=$cache/built LAB_WORK=$cache/work "$here/build-bundle" >&2 < /dev/null || die "build-bundle failed"
  echo "$cache/built"
}

# packages_folder BASE NAME PACKAGE...: their .deb files with every dependency that the base lacks, chosen by apt against the
# base's own list of installed packages; apt's other state is kept apart from this machine's.
packages_folder() {
  local base=$1 name=$2 out apt source
  shift 2
  apt=$cache/apt-$name
  out=$cache/$name-$(printf '%s\n' "$base" "$@" | sha256sum | cut -c1-12)
  if [ ! -d "$out" ]; then
    echo "downloading packages: $name" >&2
    rm -rf "$apt" "$out.new"
    mkdir -p "$apt/lists/partial" "$apt/cache" "$out.new/partial"
    source=$(mirror)
    echo "deb [signed-by=$base/usr/share/keyrings/debian-archive-keyring.gpg] $source bookworm main" > "$apt/sources.list"
    local options=(-qq -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$apt/lists"
      -o "Dir::State::status=$base/var/lib/dpkg/status" -o "Dir::State::extended_states=$apt/extended_states" -o "Dir::Cache=$apt/cache" -o "Dir::Cache::archives=$out.new"
      -o APT::Architecture=amd64 -o APT::Architectures=amd64 -o APT::Sandbox::User=root -o Debug::NoLocking=1
      -o Acquire::Languages=none -o APT::Install-Recommends=0)
    { apt-get "${options[@]}" update && apt-get "${options[@]}" -y --download-only install "$@"; } < /dev/null > "$cache/$name.log" 2>&1 ||
      { tail -5 "$cache/$name.log" >&2; die "apt-get failed, see $cache/$name.log"; }
    rm -rf "$out.new/partial" "$out.new/lock" "$apt"
    mv "$out.new" "$out"
  fi
  echo "$out"
}

# prints the path
make_bundle() {
  local base source packages rainbond to=$dir/bundle state=$dir/bundle.state
  base=$(make_base)
  source=$(bundle_source)
  # shellcheck disable=SC2086
  packages=$(packages_folder "$base" packages $product_packages)
  exec 7> "$dir/bundle.lock"
  flock 7
  rainbond=$(make_rainbond "$source")
  mkdir -p "$to/packages/debian-12" "$to/charts" "$to/images"
  mirror_files "$source" "$to" '! -name sha256sums.txt ! -path */packages/* ! -path */charts/* ! -name rainbond-*'
  mirror_files "$packages" "$to/packages/debian-12" '-name *.deb'
  if [ -n "$rainbond" ]; then
    mirror_files "$rainbond/charts" "$to/charts" '-name *.tgz'
    mirror_files "$rainbond/images" "$to/images" '-name rainbond-*'
  fi
  # a sum is calculated once for a file of this size and time
  ( cd "$to" && find . -type f ! -name sha256sums.txt -printf '%P\t%s %T@\n' | sort ) > "$state.now"
  if ! cmp -s "$state.now" "$state" || [ ! -f "$to/sha256sums.txt" ]; then
    ( cd "$to"
      touch "$state"
      [ -f sha256sums.txt ] || : > "$state"
      join -t $'\t' "$state.now" "$state" | awk -F'\t' '$2 == $3 {print $1}' > "$state.same"
      grep -vxFf "$state.same" <(cut -f1 "$state.now") | tr '\n' '\0' | xargs -0r sha256sum > "$state.sums"
      [ ! -f sha256sums.txt ] || awk 'NR == FNR {same[$0]; next} substr($0, 67) in same' "$state.same" sha256sums.txt >> "$state.sums"
      sort -k 2 "$state.sums" > sha256sums.txt.new
      mv sha256sums.txt.new sha256sums.txt )
    mv "$state.now" "$state"
  fi
  rm -f "$state.now" "$state.same" "$state.sums"
  exec 7>&-
  echo "$to"
}

# mirror_files FROM TO FIND-TEST: copies what differs in size or time, removes what FROM no longer has.
# Copies, not links: the source is not ours, and a link would let a careless write through.
mirror_files() {
  local from=$1 to=$2 f
  set -f
  # shellcheck disable=SC2086
  comm -3 <(cd "$from" && find . -type f $3 -printf '%P\t%s %T@\n' | sort) <(cd "$to" && find . -type f $3 -printf '%P\t%s %T@\n' | sort) |
    sed 's/^\t//' | cut -f1 | sort -u | while read -r f; do
    if [ ! -f "$from/$f" ]; then rm -f "$to/$f"; continue; fi
    mkdir -p "$(dirname "$to/$f")"
    cp --reflink=auto --preserve=timestamps --remove-destination "$from/$f" "$to/$f"
    chmod u+w "$to/$f"
  done
  set +f
}
