/** opencc-js has no types for its single dictionaries: traditional and simplified letter, a space between, `|` between pairs. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
