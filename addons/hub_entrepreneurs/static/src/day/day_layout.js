/** The order of cards, as plain functions: keys in, keys out. */

/** Return keys in the order that the user chose; what is new since then comes after what it follows by itself. */
export function arranged(keys, order) {
    const known = order.filter((key) => keys.includes(key));
    for (const [index, key] of keys.entries()) {
        if (!known.includes(key)) {
            const before = keys.slice(0, index).findLast((each) => known.includes(each));
            known.splice(before === undefined ? 0 : known.indexOf(before) + 1, 0, key);
        }
    }
    return known;
}

/** Return the order once a card stands behind another one, or first; cards that are not shown today keep their places. */
export function moved(order, key, behind) {
    const others = order.filter((each) => each !== key);
    others.splice(behind === undefined ? 0 : others.indexOf(behind) + 1, 0, key);
    return others;
}

/** Return what is kept of an order when what is shown has another one: the keys that are hidden stay where they were. */
export function merged(order, shown) {
    const rest = [...shown];
    const kept = order.map((key) => (shown.includes(key) ? rest.shift() : key));
    return [...kept, ...rest];
}
