/** Node, told that it is another hour: the clock of its machine, as far as the program can see. */
export const skewed = (milliseconds: number): string =>
  `data:text/javascript,${encodeURIComponent(
    `const Real = Date;
     globalThis.Date = class extends Real {
       constructor(...given) { given.length ? super(...given) : super(Real.now() + ${milliseconds}); }
       static now() { return Real.now() + ${milliseconds}; }
     };`,
  )}`;
