// Run again for each file; what it imports is loaded once by a worker.
import './support/typed-arrays.ts'
