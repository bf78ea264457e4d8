// Loaded into the studio's process by NODE_OPTIONS: a power cut at a statement of the database, named by KILL_AT.
// {"pattern": "...", "when": "before" | "after" | "committed"}; the pattern is held against the SQL and its parameters.
const database = require(require.resolve("better-sqlite3", { paths: [process.cwd()] }));

const { pattern, when } = JSON.parse(process.env.KILL_AT);
const wanted = new RegExp(pattern);
const die = () => process.kill(process.pid, "SIGKILL");
let isArmed = false;

const prepare = database.prototype.prepare;
database.prototype.prepare = function prepareWatched(source) {
  const statement = prepare.call(this, source);
  for (const verb of ["all", "run", "get"]) {
    const act = statement[verb].bind(statement);
    statement[verb] = (...parameters) => {
      const isHit = wanted.test(`${source} ${JSON.stringify(parameters)}`);
      if (isHit && when === "before") die();
      const answer = act(...parameters);
      if (isHit && when === "after") die();
      if (isHit && when === "committed") isArmed = true;
      if (isArmed && /^commit/i.test(source)) die();
      return answer;
    };
  }
  return statement;
};
