/**
 * Exact search at the memory's speed. In: a query and a floor. Out: every face whose score reaches it, best first, as
 * if the query had been compared with all of them. Never here: SQL, encryption, a policy's thresholds.
 *
 * <h2>The idea</h2>
 *
 * A gallery of a million faces is hundreds of megabytes; reading it is what a search would spend its time on. So each
 * face has a <em>sketch</em> of 32 or 64 bytes, from which its cosine to the query can be estimated, with an error whose size
 * is known before the comparison. Only who might reach the floor is compared by the template itself.
 *
 * <h2>Rotation</h2>
 *
 * {@link dev.mien.index.search.Rotation} turns every vector by {@code y = H S3 H S2 H S1 x}: H is the Walsh-Hadamard
 * matrix, S are signs that come from the application's key. Angles stay as they are, but relative to a fixed code the
 * direction of the error is now random: nobody who does not have the key can make a face that its sketch misjudges. It
 * is no encryption.
 *
 * <h2>Template and score</h2>
 *
 * The only template in memory is the rotated vector rounded to 8-bit whole numbers b; the query is rounded to 16 bits,
 * a. Both count as vectors of length one, so the score is {@code <a,b> / sqrt(|a|^2 |b|^2)}: whole numbers, and one
 * division. It is the same number on every machine ({@link dev.mien.index.search.Score}). Where a model's faces share a
 * mean direction m, a face is split, {@code x = alpha m + beta y}, only y is rotated and coded, and the score is {@code
 * alpha alpha' + beta beta' cos}.
 *
 * <h2>Sketch</h2>
 *
 * {@link dev.mien.index.search.Code}: each number of y becomes an odd level o of B bits, B = 2, 2 or 1 for 128, 256 or
 * 512 dimensions. With {@code u = <o,y>}, o/u is y plus an error at right angles to y, of squared length {@code rho^2 =
 * |o|^2/u^2 - 1}. The query gets four bits. As {@code o = sum 2^p s_p} for planes of signs s_p,
 *
 * <pre>{@code <o, o'> = K - 2 S,   S = sum 2^(p+q) bitCount(plane_p xor plane'_q),   K = D (2^B - 1) 15 }</pre>
 *
 * and the cosine is estimated without bias by {@code (K - 2S) / (u u')}.
 *
 * <h2>The cut, and what it loses</h2>
 *
 * The error of the estimate is {@code <e,q> + <y,e'> + <e,e'>}. Of a random direction in D dimensions one coordinate
 * has the variance 1/(D-1), so at a cosine of T the error is normally distributed with
 *
 * <pre>{@code sigma = sqrt((1 - T^2) / (D - 1)) sqrt(rho^2 (1 + rho'^2) + rho'^2) }</pre>
 *
 * A face is dropped only if its estimate is more than k sigma under T. A face of score T is lost with probability
 * Phi(-k), one above T less often: at k = 6 one in a billion for each of two stages. Multiplied out, it is kept if and
 * only if
 *
 * <pre>{@code
 * S <= K/2 - u' T u / 2 + u' k sqrt((1 - T^2)/(D-1)) zeta / 2,   zeta = sqrt(|o|^2 (1 + rho'^2) - u^2)
 * }</pre>
 *
 * an integer against a limit ({@link dev.mien.index.search.Cut}). With one bit |o|^2 is D, zeta is a concave function
 * of u, and its tangent is above it everywhere: the limit is a + b u, one number for each face. Otherwise zeta is
 * stored ({@link dev.mien.index.search.Factors}), always rounded to the side that keeps.
 *
 * <h2>Stages</h2>
 *
 * {@link dev.mien.index.search.Scan}, segment by segment of 8,192 faces: the planes for all, at 256 dimensions the
 * upper one, and the lower one for the few percent who are left; the template for the few in a thousand who still are.
 * Hits go into a heap of the best; once it is full its worst score is the new floor. Which {@link
 * dev.mien.index.search.Kernel} runs the loops is measured at start.
 *
 * <h2>Writing while reading</h2>
 *
 * One writer at a time, readers without locks ({@link dev.mien.index.search.Slots}). Erasing moves the last face
 * into the slot and overwrites it where it was. A reader may so have been past the slot before, and come to the end
 * after; or have read half of two faces. Therefore every slot is logged before it is written, and after ({@link
 * dev.mien.index.search.Changes}); when a reader has finished, it reads once more, whole, each slot that was logged
 * meanwhile. A face has its new place before it loses the old one, so a reader finds it in one of them. Searches share
 * cores and passes ({@link dev.mien.index.search.Passes}).
 */
package dev.mien.index.search;
