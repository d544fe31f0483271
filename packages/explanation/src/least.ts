/**
 * The least whole number from 0 on that is enough, where every greater one is, too; null where `most`
 * is not. Looks around `guess` first, in steps that double, then halves what is left.
 */
export function leastEnough(
  isEnough: (value: bigint) => boolean,
  { guess, most }: { readonly guess: bigint; readonly most: bigint },
): bigint | null {
  let [below, enough] = [-1n, most]
  if (isEnough(guess)) {
    enough = guess
    for (let step = 1n; enough - step > below; step *= 2n) {
      if (!isEnough(enough - step)) below = enough - step
      else enough -= step
    }
  } else {
    if (!isEnough(most)) return null
    below = guess
    for (let step = 1n; below + step < enough; step *= 2n) {
      if (isEnough(below + step)) enough = below + step
      else below += step
    }
  }
  while (enough - below > 1n) {
    const middle = (below + enough) / 2n
    if (isEnough(middle)) enough = middle
    else below = middle
  }
  return enough
}
